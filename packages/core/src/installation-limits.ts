/** The most that an installation gives, whatever a problem or a run asks for; `timeMs` is CPU time of one execution. */
export type InstallationLimits = { timeMs: number; memoryMb: number; sourceBytes: number };

export const USUAL_INSTALLATION_LIMITS: InstallationLimits = { timeMs: 10_000, memoryMb: 256, sourceBytes: 51_200 };

/** CPU time of one test in a language: the problem's, times the language's factor, under the installation's cap. */
export function timeInLanguage(timeMs: number, language: { timeMultiplier: number }, installation: InstallationLimits): number {
  return Math.min(Math.round(timeMs * language.timeMultiplier), installation.timeMs);
}
