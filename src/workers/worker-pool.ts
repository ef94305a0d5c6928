import { Worker } from "node:worker_threads";
import { CausalError } from "../errors.js";

interface Answer<Result> {
  readonly ticket: number;
  readonly result?: Result;
  readonly fault?: { readonly code: string; readonly message: string };
}

interface Waiting<Task, Result> {
  readonly ticket: number;
  readonly task: Task;
  resolve(result: Result): void;
  reject(fault: Error): void;
}

/**
 * Threads with one entry file and one setting, which answer tasks; whoever is free takes the next. It has a lifetime:
 * threads start at once and live until `close`. Idle threads do not keep the process alive.
 */
export class WorkerPool<Task, Result> {
  readonly #workers: readonly Worker[];
  readonly #free: Worker[];
  readonly #queue: Waiting<Task, Result>[] = [];
  readonly #running = new Map<Worker, Waiting<Task, Result>>();
  #tickets = 0;
  #ended: CausalError | undefined;

  /** @param setting what every thread is handed as it starts; structured clone, shared memory is shared */
  constructor(entry: URL, setting: unknown, threads: number) {
    this.#workers = Array.from({ length: threads }, () => new Worker(entry, { workerData: setting }));
    this.#free = [...this.#workers];
    for (const worker of this.#workers) {
      worker.on("message", (answer: Answer<Result>) => this.#answered(worker, answer));
      worker.on("error", (fault) => this.#end(`a worker thread failed: ${fault.message}`, fault));
      worker.on("exit", (code) => this.#end(`a worker thread ended with code ${code}`));
      worker.unref();
    }
  }

  /**
   * Results in the order of the tasks. Throws the first task's fault with its code, or `workers.ended`.
   * @param onResult told each result as it comes
   */
  async run(tasks: readonly Task[], onResult?: (result: Result) => void): Promise<readonly Result[]> {
    const results = tasks.map(
      (task) =>
        new Promise<Result>((resolve, reject) => {
          const told = (result: Result) => {
            onResult?.(result);
            resolve(result);
          };
          this.#queue.push({ ticket: this.#tickets++, task, resolve: told, reject });
        }),
    );
    this.#deal();
    return Promise.all(results);
  }

  /** Ends the threads; tasks that wait are rejected. */
  async close(): Promise<void> {
    this.#end("the pool was closed");
    await Promise.all(this.#workers.map((worker) => worker.terminate()));
  }

  #deal(): void {
    if (this.#ended !== undefined) {
      for (const waiting of this.#queue.splice(0)) waiting.reject(this.#ended);
      return;
    }
    while (this.#free.length > 0 && this.#queue.length > 0) {
      const worker = this.#free.shift()!;
      const waiting = this.#queue.shift()!;
      this.#running.set(worker, waiting);
      worker.ref();
      worker.postMessage({ ticket: waiting.ticket, task: waiting.task });
    }
  }

  #answered(worker: Worker, answer: Answer<Result>): void {
    const waiting = this.#running.get(worker);
    if (waiting?.ticket !== answer.ticket) return;
    this.#running.delete(worker);
    worker.unref();
    this.#free.push(worker);
    if (answer.fault === undefined) waiting.resolve(answer.result as Result);
    else waiting.reject(new CausalError(answer.fault.code, answer.fault.message));
    this.#deal();
  }

  #end(message: string, cause?: unknown): void {
    this.#ended ??= new CausalError("workers.ended", message, {}, cause);
    for (const waiting of this.#running.values()) waiting.reject(this.#ended);
    this.#running.clear();
    this.#deal();
  }
}
