"""The list at work: what is known before anybody is asked, orders about people, proposals, everybody's own wishes, forgetting."""
