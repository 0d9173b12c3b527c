export { registerGraphql } from './graphql-route';
export { Health } from './health';
export { createHttpServer } from './http-server';
export { cookieName } from './session-cookie';
export { serveWebApp } from './web-app';
