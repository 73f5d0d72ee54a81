import type { DragEvent } from 'react';

// A task under way with the mouse, by what the browser has for it. Fingers and keys have the buttons: whatever is dragged can be pressed too.
const TASK = 'application/x-linli-task';

export const carry = (event: DragEvent, taskId: string): void => {
  event.dataTransfer.setData(TASK, taskId);
  event.dataTransfer.effectAllowed = 'move';
};
export const isTask = ({ dataTransfer }: DragEvent): boolean => dataTransfer.types.includes(TASK);
export const carried = ({ dataTransfer }: DragEvent): string => dataTransfer.getData(TASK);

/** May be let go here. */
export const welcome = (event: DragEvent): void => {
  if (!isTask(event)) return;
  event.preventDefault();
  event.dataTransfer.dropEffect = 'move';
};
