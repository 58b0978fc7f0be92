/** What a command may touch besides files, so that tests can stand in for a terminal. */
export interface Io {
  readonly stdin: AsyncIterable<Uint8Array>;
  stdout(text: string): void;
  stderr(text: string): void;
  readonly colours: boolean;
  /** How wide a line of the terminal is. */
  readonly columns: number;
  /** The script of the threads that judge many templates; undefined where there is none to start. */
  readonly lintWorker?: URL;
}
