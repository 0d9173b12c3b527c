export { plainText, safeHtml, safeHtmlInTurn } from './markdown';
