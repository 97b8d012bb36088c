/** Written by proxy.ts over whatever the browser sent: the path that was asked for, with its query. */
export const PATH_HEADER = "x-eucalypt-path";
