import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { Authorized } from '../../platform/auth';
import { type SignedInContext } from '../../platform/graphql';
import {
  AssignTicketInput,
  CloseTicketInput,
  CreateTicketInput,
  MarkTicketPendingInput,
  ReopenTicketInput,
  ResolveTicketInput,
  UpdateTicketInput,
} from './ticket.inputs';
import type { TicketEditService } from './ticket-edit.service';
import type { TicketRaising } from './ticket-raise.service';
import type { TicketService } from './ticket.service';
import {
  AssignTicketPayload,
  CloseTicketPayload,
  CreateTicketPayload,
  MarkTicketPendingPayload,
  ReopenTicketPayload,
  ResolveTicketPayload,
  UpdateTicketPayload,
} from './ticket.types';

@Resolver()
export class TicketVerbResolver {
  constructor(
    private readonly tickets: TicketService,
    private readonly edits: TicketEditService,
    private readonly raising: TicketRaising,
  ) {}

  @Authorized('ticket.create')
  @Mutation(() => CreateTicketPayload, { description: 'Raises a ticket. For customers.' })
  async createTicket(@Arg('input') input: CreateTicketInput, @Ctx() { viewer }: SignedInContext): Promise<CreateTicketPayload> {
    return { ticket: await this.raising.create(viewer, input) };
  }

  @Authorized('ticket.edit')
  @Mutation(() => UpdateTicketPayload, {
    description: 'Edits a ticket. For its customer while it is NEW; its assignee and admins change topic and priority until it is CLOSED.',
  })
  async updateTicket(
    @Arg('input') { ticketId, ...changes }: UpdateTicketInput,
    @Ctx() { viewer }: SignedInContext,
  ): Promise<UpdateTicketPayload> {
    return { ticket: await this.edits.edit(viewer, ticketId, changes) };
  }

  @Authorized('ticket.assign')
  @Mutation(() => AssignTicketPayload, { description: 'Gives a ticket to an agent; a NEW one becomes OPEN. For admins.' })
  async assignTicket(@Arg('input') input: AssignTicketInput, @Ctx() { viewer }: SignedInContext): Promise<AssignTicketPayload> {
    return { ticket: await this.tickets.assign(viewer, input) };
  }

  @Authorized('ticket.move')
  @Mutation(() => MarkTicketPendingPayload, { description: 'Says that it waits for the customer. For its assignee and admins.' })
  async markTicketPending(
    @Arg('input') { ticketId }: MarkTicketPendingInput,
    @Ctx() { viewer }: SignedInContext,
  ): Promise<MarkTicketPendingPayload> {
    return { ticket: await this.tickets.markPending(viewer, ticketId) };
  }

  @Authorized('ticket.move')
  @Mutation(() => ResolveTicketPayload, { description: 'Says that it is done. For its assignee and admins.' })
  async resolveTicket(
    @Arg('input') { ticketId }: ResolveTicketInput,
    @Ctx() { viewer }: SignedInContext,
  ): Promise<ResolveTicketPayload> {
    return { ticket: await this.tickets.resolve(viewer, ticketId) };
  }

  @Authorized('ticket.move')
  @Mutation(() => ReopenTicketPayload, { description: 'Says that it is not done. For its customer, its assignee and admins.' })
  async reopenTicket(
    @Arg('input') { ticketId }: ReopenTicketInput,
    @Ctx() { viewer }: SignedInContext,
  ): Promise<ReopenTicketPayload> {
    return { ticket: await this.tickets.reopen(viewer, ticketId) };
  }

  @Authorized('ticket.move')
  @Mutation(() => CloseTicketPayload, { description: 'Ends a resolved ticket for good. For its customer, its assignee and admins.' })
  async closeTicket(@Arg('input') { ticketId }: CloseTicketInput, @Ctx() { viewer }: SignedInContext): Promise<CloseTicketPayload> {
    return { ticket: await this.tickets.close(viewer, ticketId) };
  }
}
