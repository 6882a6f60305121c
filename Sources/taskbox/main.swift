print("taskbox")
