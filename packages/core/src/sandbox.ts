/**
 * The sandbox port: where untrusted code runs.
 *
 * A sandbox has **lanes** (one program at a time each, a core of its own where possible). `open` waits for a free
 * lane and gives a **box**: one submission's private space on it. Commands run in the box one after another; nothing
 * survives `close`. A command's ending is a fact about the program; a `SandboxFault` thrown is a fact about us.
 */
export type SandboxKind = 'native' | 'docker';

export interface Sandbox {
  readonly kind: SandboxKind;
  /** Whether its boxes can `converse`; without that, interactive problems cannot be judged. */
  readonly converses: boolean;
  /** How many boxes can be open at once; known after `start`. */
  lanes(): number;
  start(): Promise<void>;
  /** Waits for a free lane. */
  open(options?: { signal?: AbortSignal }): Promise<Box>;
  /**
   * A box on a lane that nobody wants; null where there is none, and where a further box would cost more than it gives.
   * `onWanted` is called, once, when somebody waits for the lane: the box must be closed then.
   */
  openSpare(onWanted: () => void): Promise<Box | null>;
  /** Which isolation layers are on, for `doctor` and `/ready`. */
  inspect(): Promise<IsolationReport>;
  stop(): Promise<void>;
}

/** Where commands run and files lie. */
export interface Space {
  /** Writes files below the box's directory, replacing what is there. Names are relative, without `..`. */
  write(files: readonly GivenFile[]): Promise<void>;
  /** An empty directory below the box's, whatever was there before; "" empties the box itself. */
  makeDirectory(path: string): Promise<void>;
  /** All regular files below the box's directory or one in it, to which names are relative; never follows a link that the program made. */
  snapshot(options?: { directory?: string; maxBytes?: number }): Promise<BoxFile[]>;
  run(command: Command): Promise<Execution>;
}

export interface Box extends Space {
  /**
   * A second space on the same lane, the same one at every call: for programs of ours beside the submission's. Neither
   * sees anything of the other. It goes with the box.
   */
  beside(): Promise<Space>;
  /**
   * Runs a command here and one beside at the same time; stdout of each is stdin of the other, by pipes between the two
   * alone. Each ends by its own limits, of which `stdoutBytes` does not apply. With `onSaid` the beginning of what they say is
   * told as it is said, in its order; whoever tells it stands between the two then.
   */
  converse(own: Command, beside: Command, onSaid?: OnSaid): Promise<Conversation>;
  /** Destroys the box and everything in it, then frees the lane. Safe to call twice. */
  close(): Promise<void>;
}

/** Hears who said what in a conversation, by bytes and not by lines. */
export type OnSaid = (side: 'own' | 'beside', chunk: Uint8Array) => void;

/** Where the box's files are, seen from inside. Read-only for `run` commands. */
export const BOX_DIRECTORY = '/box';
/** Fresh, empty and writable for every command; also its working directory when the profile is `run`. */
export const SCRATCH_DIRECTORY = '/tmp';

export type BoxFile = { path: string; content: Uint8Array; executable?: boolean };

/** What is written into a box: bytes at hand, or a file of this machine, which is passed on piece by piece. */
export type GivenFile = Omit<BoxFile, 'content'> & { content: Uint8Array | { file: string } };

export type Command = {
  /** argv[0] is an absolute path as seen in the sandbox. */
  argv: readonly [string, ...string[]];
  /** The whole environment; nothing is inherited. */
  env?: Readonly<Record<string, string>>;
  /**
   * `compile`: the box is writable and the working directory; processes and file locks allowed.
   * `run`: the box is read-only; fork and exec only with `mayFork`.
   */
  profile: 'compile' | 'run';
  /** Starts in this directory of the box instead of where the profile says. */
  directory?: string;
  /** For interpreters that must start helpers at run time. */
  mayFork?: boolean;
  limits: ExecutionLimits;
  /** Default: empty. */
  stdin?: Uint8Array | { file: string };
  /** Receives stdout as it arrives instead of having it captured; `Execution.stdout` is then empty. */
  onStdout?: (chunk: Uint8Array) => void;
};

export type ExecutionLimits = {
  /** User + system time of the whole process tree. */
  cpuMs: number;
  /** Cap on elapsed time: ends sleepers. */
  wallMs: number;
  memoryBytes: number;
  /** Processes and threads at once. */
  processes: number;
  /** stdout past this ends the program with the `output` limit. */
  stdoutBytes: number;
  /** stderr past this is dropped and marked truncated; the program goes on. */
  stderrBytes: number;
  /** Size of the scratch file system, and of a single file. */
  scratchBytes: number;
};

export type Ending =
  | { kind: 'exited'; code: number }
  | { kind: 'signaled'; signal: string }
  /** `cpu` and `wall` are time limits; `memory` also when an allocation was refused and the program then failed. */
  | { kind: 'limit'; limit: 'cpu' | 'wall' | 'memory' | 'output' };

export type Execution = {
  ending: Ending;
  cpuMs: number;
  wallMs: number;
  peakMemoryBytes: number;
  stdout: Uint8Array;
  stderr: Uint8Array;
  stdoutTruncated: boolean;
  stderrTruncated: boolean;
};

export type Conversation = {
  own: Execution;
  beside: Execution;
  /** Which one ended first. One whose partner has ended finds out only afterwards, so a reaction never comes first. */
  endedFirst: 'own' | 'beside';
};

export type IsolationLayer = {
  /** e.g. "user namespace", "seccomp", "cgroup memory". */
  name: string;
  state: 'on' | 'weaker' | 'off';
  /** Without a required layer nothing is judged. */
  required: boolean;
  detail: string;
  /** What a person can do to switch it on. */
  remedy?: string;
};

/**
 * How long a fixed amount of work takes this machine and the one whose limits hold, in milliseconds of CPU time, and by what
 * factor this one therefore counts as slower.
 */
export type Speed = { measuredMs: number; referenceMs: number; factor: number };

export type IsolationReport = {
  kind: SandboxKind;
  lanes: number;
  layers: IsolationLayer[];
  /** Where limits are those of a reference machine. */
  speed?: Speed;
};

export function canJudge(report: IsolationReport): boolean {
  return report.layers.every((layer) => !layer.required || layer.state !== 'off');
}
