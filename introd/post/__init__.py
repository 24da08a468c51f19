"""The only code that touches a mail server: mail comes in as bytes by IMAP, letters leave as bytes by SMTP."""
