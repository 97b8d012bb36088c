// A thread has none of its process's loaders: the web server runs what Next built, and this runs the sources.
import { register } from "tsx/esm/api";

register();
await import("./answer.ts");
