"""Records of mentorships: their columns (`schema`) and the files they come in (`readers`)."""
