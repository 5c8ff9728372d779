print("a task")
