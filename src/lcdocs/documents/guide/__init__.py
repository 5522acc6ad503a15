"""The documents that the Users’ Guide asks for: sheets to plan, rate, study, hire and welcome people with."""
