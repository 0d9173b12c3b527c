import { getOperationAST, type GraphQLSchema, OperationTypeNode } from 'graphql';
import type { Viewer } from '../auth/viewer';
import { type Budget, budgetExceeded, type BudgetState } from '../throttle';
import type { GraphqlContext } from './context';
import { costOf, type Operation } from './limits';
import { refusal } from './operation-gate';

/** What an operation counts for that is refused before it runs. */
const REFUSED_COST = 1;

/** What is left of two budgets that were both spent from. */
const tighterOf = (own: BudgetState, shared: BudgetState): BudgetState =>
  shared.isExceeded || shared.remaining < own.remaining
    ? { ...own, remaining: shared.remaining, resetAt: shared.resetAt, isExceeded: own.isExceeded || shared.isExceeded }
    : own;

/** Lets operations in that ask for no more than one may, and than their credential has left. HTTP and WebSocket ask it. */
export class OperationBudget {
  constructor(
    private readonly schema: GraphQLSchema,
    private readonly budget: Budget,
    /** What all tokens of a person may spend together. */
    private readonly ofAllTokens: Budget,
    /** Told who is about to write. */
    private readonly writes: (personId: string) => Promise<void>,
  ) {}

  /**
   * Takes what the operation costs from the viewer's budget and says in the context what is left. The document must have
   * passed validation. @throws GraphQLError when it may not run.
   */
  async admit(context: GraphqlContext, operation: Operation): Promise<void> {
    await this.spend(context, costOf(this.schema, operation));
    if (context.budget?.isExceeded) throw refusal(budgetExceeded(context.budget));
    const isWrite = getOperationAST(operation.document, operation.operationName)?.operation === OperationTypeNode.MUTATION;
    if (context.viewer && isWrite) await this.writes(context.viewer.id);
  }

  /** Counts an operation that was refused before its cost was taken; does nothing to any other. */
  async countRefused(context: GraphqlContext): Promise<void> {
    if (!context.budget) await this.spend(context, REFUSED_COST);
  }

  private async spend(context: GraphqlContext, cost: number): Promise<void> {
    if (context.viewer) context.budget = await this.spendOf(context.viewer, cost);
  }

  /** Sessions of a person share one budget, or signing in again would bring another. */
  private async spendOf({ id, credential }: Viewer, cost: number): Promise<BudgetState> {
    if (credential.kind === 'session') return this.budget.spend(`person:${id}`, cost);
    const own = await this.budget.spend(`token:${credential.id}`, cost);
    return tighterOf(own, await this.ofAllTokens.spend(`tokens:${id}`, cost));
  }
}
