"""The tables, and the columns of the feature table `patient_features`."""

RAW_PATIENTS = "raw_patients"
PATIENTS = "patients"

KEY = "patient_id"
LABEL = "progression"

# scikit-learn's short column names, and what they stand for.
MEASUREMENTS = {
    "age": "age",
    "sex": "sex",
    "bmi": "bmi",
    "bp": "blood_pressure",
    "s1": "total_cholesterol",
    "s2": "ldl",
    "s3": "hdl",
    "s4": "cholesterol_ratio",
    "s5": "log_triglycerides",
    "s6": "glucose",
}
FEATURES = tuple(MEASUREMENTS.values())
