print("an app")
