/**
 * How a profile that straggler wrote keeps what goroutines wait for: the frames of the runtime that would tell it are
 * not in its stacks. A profile without the comment may have a label of that name with another meaning.
 */
export const STATE_LABEL = 'state';
export const STATE_COMMENT = 'the label "state" says what goroutines wait for; written by straggler';
