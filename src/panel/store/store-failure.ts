import { CausalError, PanelError } from "../../errors.js";

/** An error of the disk as `panel.store-unwritable`, with the folder, the reason and what to do; ours stay as they are. */
export function storeFailure(folder: string, error: unknown): CausalError {
  if (error instanceof CausalError) return error;
  const { code, message } = error as NodeJS.ErrnoException;
  const reason = code === "ENOSPC" ? "the disk is full" : message;
  return new PanelError(
    "panel.store-unwritable",
    `${folder}: panels cannot be kept there (${reason}); free some space or name another cache folder, and run again`,
    { folder, reason: code ?? message },
    error,
  );
}
