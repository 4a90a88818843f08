"""The control API: makes accounts and chats, plays the buyer, switches faults on."""
