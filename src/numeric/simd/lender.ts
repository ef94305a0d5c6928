/**
 * Lends what is costly to make, one to a call; a nested call gets one of its own, and each is used again. What is lent
 * holds scratch memory only, never a result. `work` gets undefined where the machine cannot make one.
 */
export function lender<Kernel>(make: () => Kernel | undefined) {
  const idle: Kernel[] = [];
  return <T>(work: (kernel: Kernel | undefined) => T): T => {
    const kernel = idle.pop() ?? make();
    try {
      return work(kernel);
    } finally {
      if (kernel !== undefined) idle.push(kernel);
    }
  };
}
