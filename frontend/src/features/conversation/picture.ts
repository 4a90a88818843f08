/** Which picture of the feed is open. */
export type Picture = { messageId: string; attachmentId: string };
