export { registerGraphql } from './graphql-route';
export { Drain } from './drain';
export { Health } from './health';
export { createHttpServer, foreignPictures } from './http-server';
export { cookieName } from './session-cookie';
export { serveWebApp } from './web-app';
