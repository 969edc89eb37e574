/** A line of a menu. */
export interface MenuItem {
  readonly label: string;
  readonly action: () => void;
  /** Draws a line above. */
  readonly apart?: boolean;
}
