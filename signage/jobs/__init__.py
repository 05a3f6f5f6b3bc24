"""The only room that imports APScheduler: the timetable."""
