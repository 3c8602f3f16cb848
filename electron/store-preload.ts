import { forwardPorts } from "./forward-ports.ts";
import { forwardRequests } from "./forward-requests.ts";

/** The store page's preload: forwards ports and what goes into the log, nothing else. */
forwardPorts();
forwardRequests();
