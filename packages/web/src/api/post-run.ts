import { runAcceptedSchema, type RunAccepted, type RunRequest } from '@codearena/contracts';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { callApi } from './client.ts';
import { createSafePost, type Obstacle } from './post-safely.ts';

export function usePostRun() {
  const [obstacle, onObstacle] = useState<Obstacle | null>(null);
  const [postSafely] = useState(() =>
    createSafePost<RunRequest, RunAccepted>({
      send: (body, headers) => callApi('/api/runs', runAcceptedSchema, { method: 'POST', body, headers }),
      onObstacle,
    }),
  );
  return { ...useMutation({ mutationFn: postSafely, networkMode: 'always' }), obstacle };
}
