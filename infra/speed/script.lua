-- wrk: what issue is compared with.
wrk.method = "POST"
wrk.path = "/script"
