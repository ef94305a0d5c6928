/** Folder of kept panels, in the folder where the command is started. */
export const panelStore = ".counterday/panels";
