export { Field, FieldControl } from './field';
export { applyIssues, isReady } from './form-help';
export { PasswordField } from './password-field';
export { SearchBox } from './search-box';
export { worded } from './validators';
