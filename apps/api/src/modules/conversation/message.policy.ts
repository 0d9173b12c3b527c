import { isStaff, MessageKind } from '@ccr/domain';
import type { Viewer } from '../../platform/auth';
import type { Message } from './message.entity';

/** Whether someone who sees the ticket sees this message of it. */
export const seesMessage = (viewer: Pick<Viewer, 'role'>, { kind }: Pick<Message, 'kind'>): boolean =>
  kind === MessageKind.REPLY || isStaff(viewer.role);
