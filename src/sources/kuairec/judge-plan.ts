/** Columns of the file, and whether rows that repeat another one stay. */
export interface KuaiRecJudgePlan {
  readonly user: number;
  readonly video: number;
  readonly playDuration: number;
  readonly videoDuration: number;
  readonly time: number;
  readonly date: number;
  readonly timestamp: number;
  readonly watchRatio: number;
  readonly keepDuplicates: boolean;
}
