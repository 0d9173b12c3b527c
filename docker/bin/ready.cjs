// The health check of the image: exit code 0 while the server wants work. Without curl, which the image lacks.
const { HOST, PORT } = process.env;
const host = HOST === '0.0.0.0' || HOST === '::' ? '127.0.0.1' : HOST;

fetch(`http://${host}:${PORT}/readyz`).then(
  ({ ok }) => process.exit(ok ? 0 : 1),
  () => process.exit(1),
);
