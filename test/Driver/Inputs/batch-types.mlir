#t = 12
func.func private @types(!ae.batch<1, 28, 28>, !ae.batch<#t, i64>, !ae.batch<>, !ae.batch<5, f64>)
