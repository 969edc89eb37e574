declare const brand: unique symbol;
type Branded<Name extends string> = number & { readonly [brand]: Name };

/** Which table a number points into. A plain number becomes one only through the function of the same name. */
export type StringIndex = Branded<'StringIndex'>;
export type FunctionIndex = Branded<'FunctionIndex'>;
export type FrameIndex = Branded<'FrameIndex'>;
export type StackIndex = Branded<'StackIndex'>;
export type CreatorIndex = Branded<'CreatorIndex'>;
export type LabelSetIndex = Branded<'LabelSetIndex'>;
export type SampleIndex = Branded<'SampleIndex'>;
export type GoroutineIndex = Branded<'GoroutineIndex'>;
export type RowIndex = Branded<'RowIndex'>;
export type PartIndex = Branded<'PartIndex'>;
export type FlameNode = Branded<'FlameNode'>;

export const stringIndex = (n: number): StringIndex => n as StringIndex;
export const functionIndex = (n: number): FunctionIndex => n as FunctionIndex;
export const frameIndex = (n: number): FrameIndex => n as FrameIndex;
export const stackIndex = (n: number): StackIndex => n as StackIndex;
export const creatorIndex = (n: number): CreatorIndex => n as CreatorIndex;
export const labelSetIndex = (n: number): LabelSetIndex => n as LabelSetIndex;
export const sampleIndex = (n: number): SampleIndex => n as SampleIndex;
export const goroutineIndex = (n: number): GoroutineIndex => n as GoroutineIndex;
export const rowIndex = (n: number): RowIndex => n as RowIndex;
export const partIndex = (n: number): PartIndex => n as PartIndex;
export const flameNode = (n: number): FlameNode => n as FlameNode;

/** Whole minutes, as the runtime prints them: floored, and counted from the first GC that saw the wait. */
export type Minutes = Branded<'Minutes'>;

/** A goroutine's id as the runtime prints it; 0 where it is not known. */
export type GoroutineId = Branded<'GoroutineId'>;
