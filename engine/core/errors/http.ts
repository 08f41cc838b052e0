/** What the HTTP server refuses before a procedure is asked. */
export const HTTP_ERRORS = {
  TOKEN_REFUSED: {
    message: 'The request has no valid token.',
    next: 'Send "Authorization: Bearer" with the token of this workspace; "gw serve" says in which file it is.',
  },
  HOST_REFUSED: {
    message: 'This server answers only under its own address on this computer.',
    next: 'Send the request to the address that "gw serve" printed.',
  },
  ORIGIN_REFUSED: {
    message: 'Requests from web pages are not answered.',
    next: 'Call the server from a program, not from a page.',
  },
  ROUTE_UNKNOWN: {
    message: 'There is nothing at this path.',
    next: 'Look the path up in docs/api-contracts.md.',
  },
  METHOD_REFUSED: {
    message: 'This path can not be used with {method}.',
    next: 'Use one of: {allowed}.',
  },
  BODY_TOO_LARGE: {
    message: 'The request is larger than {limit} bytes.',
    next: 'Send less at once.',
  },
  BODY_NOT_JSON: {
    message: 'The body of the request is not said to be JSON.',
    next: 'Send JSON in UTF-8 with "Content-Type: application/json", without an encoding of the content.',
  },
  BODY_MALFORMED: {
    message: 'The body of the request is not valid JSON.',
    next: 'Correct the JSON and send it again.',
  },
  REQUEST_MALFORMED: {
    message: 'The request is not valid HTTP.',
    next: 'Correct the request and send it again.',
  },
  REQUEST_TIMEOUT: {
    message: 'The request did not arrive in time.',
    next: 'Send it again, in one go.',
  },
  HEADERS_TOO_LARGE: {
    message: 'The headers of the request are too large.',
    next: 'Send fewer or shorter headers.',
  },
  RATE_LIMITED: {
    message: 'There were too many requests; the next is answered in {seconds} s.',
    next: 'Wait so long, then send fewer at once.',
  },
  SERVER_CLOSING: {
    message: 'The server is closing.',
    next: 'Send the request again when it is back.',
  },
  DESKTOP_ONLY: {
    message: 'This asks a person at the window, and there is none here.',
    next: 'Give the path yourself, or do it in the window.',
  },
  PORT_TAKEN: {
    message: 'Port {port} can not be used: {reason}.',
    next: 'Choose another with --port, or 0 for any that is free.',
  },
  TOKEN_FILE: {
    message: 'The token file {path} can not be used: {reason}.',
    next: 'Correct it, or remove it so that a new token is made.',
  },
} as const;
