"""The tables, and the columns of the feature table `flight_features`."""

RAW_FLIGHTS = "raw_flights"
RAW_WEATHER = "raw_weather"
FLIGHTS = "flights"
REPORTS = "weather_reports"

KEY = "flight_id"
TIMESTAMP = "scheduled_departure"
LABEL = "late"
LATE_AFTER_MINUTES = 15

CATEGORIES = ("carrier", "origin", "dest")
SCHEDULE = ("departure_minute", "arrival_minute", "weekday", "distance")
WEATHER = (
    "temperature",
    "dew_point",
    "humidity",
    "wind_speed",
    "wind_gust",
    "precipitation",
    "pressure",
    "visibility",
)
# Of the flights that have left the airport in the hours before the prediction.
TRAFFIC = (
    "airport_departures",
    "airport_delay",
    "airport_late_share",
    "carrier_departures",
    "carrier_delay",
    "carrier_late_share",
)

FEATURES = (*CATEGORIES, *SCHEDULE, *WEATHER, *TRAFFIC)
