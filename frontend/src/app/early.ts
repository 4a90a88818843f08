// A script of its own, which the page runs before the application.
import { askEarly } from './ask-early';

askEarly(window.location);
