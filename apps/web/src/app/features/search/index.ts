export { placesOf } from './places';
export { SearchPalette } from './palette/search-palette';
