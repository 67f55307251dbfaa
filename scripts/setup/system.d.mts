/** Lets other users enter and list the directory, if they cannot; nothing below it changes. */
export function openToOthers(directory: string): void;
