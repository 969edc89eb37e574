module hammerfall.dev/auction

go 1.24.0

require harness v0.0.0-00010101000000-000000000000

replace harness => ../harness
