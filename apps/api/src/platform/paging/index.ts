export { type Connection, connectionOf } from './connection';
export { idCursor, keysetCursor, parseId, parseKeyset, parsePlace, parseSeq, placeCursor, seqCursor } from './cursor';
export { newestFirst } from './newest-first';
export { type PageArgs, pageOf, type PageRequest, pageRequest } from './page-request';
export { TwoWayPageArgs } from './two-way-page.args';
