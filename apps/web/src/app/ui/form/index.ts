export { Field, FieldControl } from './field';
export { applyIssues, isReady } from './form-help';
export { PasswordField } from './password-field';
export { worded } from './validators';
