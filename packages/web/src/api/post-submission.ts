import { submissionAcceptedSchema, type SubmissionAccepted, type SubmissionRequest } from '@codearena/contracts';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { callApi } from './client.ts';
import { createSafePost, type Obstacle } from './post-safely.ts';

/** One press of the button is one submission, however often it has to be sent. */
export function usePostSubmission() {
  const client = useQueryClient();
  const [obstacle, onObstacle] = useState<Obstacle | null>(null);
  const [postSafely] = useState(() =>
    createSafePost<SubmissionRequest, SubmissionAccepted>({
      send: (body, headers) => callApi('/api/submissions', submissionAcceptedSchema, { method: 'POST', body, headers }),
      onObstacle,
    }),
  );
  const mutation = useMutation({
    mutationFn: postSafely,
    networkMode: 'always',
    onSettled: () => client.invalidateQueries({ queryKey: ['history'] }),
  });
  return { ...mutation, obstacle };
}
