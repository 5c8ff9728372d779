"""Sends a statement straight to Spark Connect, over so many sessions at once, and prints how many ended each second.

statements.py <seconds> <warm-up seconds> <sessions,…>
"""

import json
import sys
import threading
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3] / "pipelines" / "src"))

from pyspark.sql import SparkSession

from lakestage_pipelines.projects.flight_delay.source import read_weather

STATEMENT = "SELECT origin, count(*), avg(temp) FROM raw_weather GROUP BY origin"


def main(seconds: float, warm_up: float, at_once: list[int]) -> None:
    spark = SparkSession.builder.getOrCreate()
    spark.createDataFrame(read_weather()).write.format("delta").saveAsTable("raw_weather")
    for sessions in at_once:
        load(sessions, warm_up)
        print(json.dumps({"atOnce": sessions, "perSecond": load(sessions, seconds)}), flush=True)


def load(sessions: int, seconds: float) -> float:
    ended = [0] * sessions
    began = time.monotonic()

    def send(session: int) -> None:
        spark = SparkSession.builder.create()
        while time.monotonic() - began < seconds:
            spark.sql(STATEMENT).collect()
            ended[session] += 1

    threads = [threading.Thread(target=send, args=[session]) for session in range(sessions)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(ended) / (time.monotonic() - began)


main(float(sys.argv[1]), float(sys.argv[2]), [int(each) for each in sys.argv[3].split(",")])
