export { exportDesk } from './export';
export { HistoryClock } from './history-clock';
export { DeskImport } from './import';
