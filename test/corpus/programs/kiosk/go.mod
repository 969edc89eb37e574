module kiosk

go 1.26

require harness v0.0.0

replace harness => ../harness
