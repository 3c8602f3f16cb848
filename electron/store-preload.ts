import { forwardPorts } from "./forward-ports.ts";

/** The store page's preload: forwards ports, nothing else. */
forwardPorts();
