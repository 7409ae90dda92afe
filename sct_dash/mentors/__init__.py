"""Who needs a mentor (`needs`), whom to call (`candidates`, `message`), and on whom too much rests (`reliance`)."""
