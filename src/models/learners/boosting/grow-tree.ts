import type { BinnedCovariates } from "./bin-covariates.js";
import {
  bestSplit,
  fillHistogram,
  histogramSize,
  type Split,
  type SplitLimits,
  subtractHistogram,
} from "./split-histogram.js";
import type { Tree } from "./tree.js";

/** What a tree is grown on; gradients and informations are whole numbers whose sums are exact. */
export interface TreeTask {
  readonly binned: BinnedCovariates;
  readonly gradient: Float64Array;
  readonly information: Float64Array;
  /** Rows that take part; put into the order of the leaves. */
  readonly order: Int32Array;
  readonly limits: SplitLimits;
  readonly depth: number;
  readonly leaves: number;
  readonly learningRate: number;
}

interface OpenLeaf {
  readonly node: number;
  readonly from: number;
  readonly to: number;
  readonly depth: number;
  readonly gradient: number;
  readonly information: number;
  readonly histogram: Float64Array | undefined;
  readonly split: Split | undefined;
}

export interface GrownTree {
  readonly tree: Tree;
  /** Runs of `order` that share a leaf, with its value. */
  readonly leaves: readonly { readonly from: number; readonly to: number; readonly value: number }[];
}

/**
 * Grows one tree, always splitting the leaf whose split gains most (of equal ones the earlier node), until depth,
 * number of leaves or gain end it. The smaller child's histogram is summed, the larger one's is the difference.
 * Leaf value: learning rate · G / (H + λ).
 * @param spare  histograms to use and to return to
 */
export function growTree(task: TreeTask, spare: Float64Array[]): GrownTree {
  const { binned, order, limits } = task;
  const size = histogramSize(binned);
  const take = () => spare.pop() ?? new Float64Array(size);
  const most = 2 * task.leaves - 1;
  const tree = {
    feature: new Int32Array(most).fill(-1),
    threshold: new Float64Array(most),
    left: new Int32Array(most),
    right: new Int32Array(most),
    value: new Float64Array(most),
  };
  const scratch = new Int32Array(order.length);
  const fill = (histogram: Float64Array, from: number, to: number) =>
    fillHistogram(histogram, binned, task.gradient, task.information, order, from, to);
  const leaf = (at: Omit<OpenLeaf, "split">): OpenLeaf => ({
    ...at,
    split:
      at.histogram === undefined
        ? undefined
        : bestSplit(at.histogram, binned, at.gradient, at.information, limits),
  });

  const whole = take();
  fill(whole, 0, order.length);
  let gradient = 0;
  let information = 0;
  for (let k = 0; k < order.length; k++) {
    const row = order[k]!;
    gradient += task.gradient[row]!;
    information += task.information[row]!;
  }
  const open = [
    leaf({ node: 0, from: 0, to: order.length, depth: 0, gradient, information, histogram: whole }),
  ];
  let nodes = 1;
  while (open.length < task.leaves) {
    const at = indexOfBest(open);
    if (at < 0) break;
    const parent = open[at]!;
    const split = parent.split!;
    const middle = partition(task, parent, split, scratch);
    tree.feature[parent.node] = binned.features[split.place]!;
    tree.threshold[parent.node] = binned.upper[split.place]![split.bin]!;
    tree.left[parent.node] = nodes;
    tree.right[parent.node] = nodes + 1;

    let left: Float64Array | undefined;
    let right: Float64Array | undefined;
    if (parent.depth + 1 < task.depth && open.length + 1 < task.leaves) {
      const small = take();
      const large = parent.histogram!;
      const leftSmaller = middle - parent.from <= parent.to - middle;
      fill(small, leftSmaller ? parent.from : middle, leftSmaller ? middle : parent.to);
      subtractHistogram(large, small);
      left = leftSmaller ? small : large;
      right = leftSmaller ? large : small;
    } else spare.push(parent.histogram!);
    const depth = parent.depth + 1;
    const { leftGradient: g, leftInformation: h } = split;
    open[at] = leaf({
      node: nodes,
      from: parent.from,
      to: middle,
      depth,
      gradient: g,
      information: h,
      histogram: left,
    });
    open.push(
      leaf({
        node: nodes + 1,
        from: middle,
        to: parent.to,
        depth,
        gradient: parent.gradient - g,
        information: parent.information - h,
        histogram: right,
      }),
    );
    nodes += 2;
  }
  const leaves = open.map((end) => {
    if (end.histogram !== undefined) spare.push(end.histogram);
    const value = (task.learningRate * end.gradient) / (end.information + limits.ridge);
    tree.value[end.node] = value;
    return { from: end.from, to: end.to, value };
  });
  return { tree: trimmed(tree, nodes), leaves };
}

function indexOfBest(open: readonly OpenLeaf[]): number {
  let at = -1;
  open.forEach((leaf, k) => {
    if (leaf.split === undefined) return;
    const best = at < 0 ? undefined : open[at]!;
    const ahead = best === undefined ? 1 : leaf.split.gain - best.split!.gain;
    if (ahead > 0 || (ahead === 0 && leaf.node < best!.node)) at = k;
  });
  return at;
}

/** Puts the rows of the left side first, both sides in the order they were in; returns where the right side begins. */
function partition(task: TreeTask, { from, to }: OpenLeaf, split: Split, scratch: Int32Array): number {
  const { binned, order } = task;
  const { words, wordsOfRow } = binned;
  const word = split.place >> 2;
  const shift = 8 * (split.place % 4);
  let left = from;
  let right = 0;
  for (let k = from; k < to; k++) {
    const row = order[k]!;
    const goesLeft = (((words[row * wordsOfRow + word]! >>> shift) & 255) - split.bin - 1) >>> 31;
    order[left] = row;
    scratch[right] = row;
    left += goesLeft;
    right += 1 - goesLeft;
  }
  order.set(scratch.subarray(0, right), left);
  return left;
}

function trimmed(tree: Tree, nodes: number): Tree {
  return {
    feature: tree.feature.slice(0, nodes),
    threshold: tree.threshold.slice(0, nodes),
    left: tree.left.slice(0, nodes),
    right: tree.right.slice(0, nodes),
    value: tree.value.slice(0, nodes),
  };
}
