/** The build and the tests load `.svg` files as text. */
declare module '*.svg' {
  const text: string;
  export default text;
}
