/**
 * Where a submission's events are published, in this spelling: the braces are part of the name, and on a Redis Cluster they
 * spread the channels over the nodes.
 */
export function channelOf(submissionId: string): string {
  return `submission:{${submissionId}}`;
}
