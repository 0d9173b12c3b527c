export { type Connection, connectionOf } from './connection';
export { keysetCursor, parseKeyset, parseSeq, seqCursor } from './cursor';
export { type PageArgs, pageOf, pageRequest } from './page-request';
export { TwoWayPageArgs } from './two-way-page.args';
